// The frame of bulletins and statistics.

import { run } from '../hotline/sections.js';
import { pages } from './pages.js';

run({ pages, title: '通报与统计', base: import.meta.url });
