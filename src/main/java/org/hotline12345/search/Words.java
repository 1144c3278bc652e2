package org.hotline12345.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/**
 * How Chinese is cut for the index: every two neighbouring characters and every single one, so that any piece of a text is
 * found without a dictionary and nothing else is. Full-width and half-width, capitals and small letters are the same.
 */
final class Words {

    /** For the index: pairs and single characters. */
    static final Analyzer INDEXING = cutting(true);
    /** For what is asked: pairs, and single characters only where they stand alone. */
    private static final Analyzer ASKING = cutting(false);
    private static final int GAP = 100;

    private Words() {
    }

    private static Analyzer cutting(boolean singles) {
        return new Analyzer() {
            @Override
            protected TokenStreamComponents createComponents(String field) {
                StandardTokenizer tokenizer = new StandardTokenizer();
                int scripts = CJKBigramFilter.HAN | CJKBigramFilter.HIRAGANA | CJKBigramFilter.KATAKANA | CJKBigramFilter.HANGUL;
                return new TokenStreamComponents(tokenizer, new CJKBigramFilter(new LowerCaseFilter(tokenizer), scripts, singles));
            }

            @Override
            public int getPositionIncrementGap(String field) {
                return GAP;
            }
        };
    }

    /** One form for what is written in several. */
    static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC);
    }

    /** The words of what somebody typed, as typed: what blanks separate. */
    static List<String> of(String typed) {
        return typed == null ? List.of() : Arrays.stream(plain(typed).split("[\\s,，、;；]+")).filter(word -> !word.isEmpty()).distinct().toList();
    }

    /** Finds the word where its characters stand side by side; null when nothing of it is ever indexed, such as a dash. */
    static Query query(String field, String word) {
        List<String> tokens = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        try (TokenStream stream = ASKING.tokenStream(field, plain(word))) {
            CharTermAttribute text = stream.addAttribute(CharTermAttribute.class);
            PositionIncrementAttribute step = stream.addAttribute(PositionIncrementAttribute.class);
            stream.reset();
            int place = -1;
            while (stream.incrementToken()) {
                place += step.getPositionIncrement();
                tokens.add(text.toString());
                places.add(place);
            }
            stream.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (tokens.size() < 2) {
            return tokens.isEmpty() ? null : new TermQuery(new Term(field, tokens.get(0)));
        }
        PhraseQuery.Builder phrase = new PhraseQuery.Builder();
        int last = tokens.size() - 1;
        boolean pairs = tokens.stream().allMatch(token -> token.codePointCount(0, token.length()) == 2);
        for (int i = 0; i <= last; i++) {
            // Of overlapping pairs every second one tells as much, with half the reading.
            if (!pairs || i % 2 == 0 || i == last) {
                phrase.add(new Term(field, tokens.get(i)), places.get(i));
            }
        }
        return phrase.build();
    }
}
