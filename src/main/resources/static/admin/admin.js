// The frame of the administrators' pages.

import { run } from '../hotline/sections.js';
import { pages } from './pages.js';

run({ pages, title: '系统管理', base: import.meta.url });
