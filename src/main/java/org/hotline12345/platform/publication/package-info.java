/** The one way models come into the engine, and the engine's answers about what is in it. */
package org.hotline12345.platform.publication;
