package org.hotline12345.search;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The index of this node.
 *
 * @param directory where it lies; it can be deleted at any time and is built again
 * @param follow whether this node keeps it up by itself
 * @param every time between two looks for changed tickets
 */
@ConfigurationProperties("hotline.search")
record SearchSettings(@DefaultValue("data/search") String directory, @DefaultValue("true") boolean follow, @DefaultValue("1s") Duration every) {
}
