package org.hotline12345.organization;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The place names of one jurisdiction as a tree of characters: finds every longest name in a text in one pass. */
final class PlaceNames {

    private final Node root = new Node();

    void add(Place place) {
        Node node = root;
        for (char letter : place.name().toCharArray()) {
            node = node.next.computeIfAbsent(letter, none -> new Node());
        }
        boolean known = node.places.stream().anyMatch(other -> other.region().equals(place.region()));
        if (!known) {
            node.places.add(place);
        }
    }

    /** For every name in the text, from left to right, the places it may mean; a longer name hides those inside it. */
    List<List<Place>> in(String text) {
        List<List<Place>> found = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            Node node = root;
            Node longest = null;
            int end = start;
            for (int at = start; at < text.length() && node != null; at++) {
                node = node.next.get(text.charAt(at));
                if (node != null && !node.places.isEmpty()) {
                    longest = node;
                    end = at + 1;
                }
            }
            if (longest == null) {
                start++;
            } else {
                found.add(List.copyOf(longest.places));
                start = end;
            }
        }
        return found;
    }

    private static final class Node {

        private final Map<Character, Node> next = new HashMap<>();
        private final List<Place> places = new ArrayList<>(1);
    }
}
