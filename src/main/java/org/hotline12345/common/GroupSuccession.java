package org.hotline12345.common;

import java.util.Collection;
import java.util.Set;

/** What the groups of a person mean at this moment, after units were merged, split or left. */
public interface GroupSuccession {

    /** @param groups groups the account holds; groups of units that have ended give nothing, their successors' give sight of what they left */
    Set<String> standing(Collection<String> groups);
}
