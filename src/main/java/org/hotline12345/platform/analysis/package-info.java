/** What decision tables say and what they leave open: overlaps, gaps and dead rows, each shown by an input. */
package org.hotline12345.platform.analysis;
