/** What stands in a bulletin of each kind, made of what was frozen for it: one set of tables for page, Word, Excel and checks. */
package org.hotline12345.bulletin.content;
