/** Plays real cases through the public doors under the movable clock: an outside observer inside the same process. */
package org.hotline12345.platform.replay;
