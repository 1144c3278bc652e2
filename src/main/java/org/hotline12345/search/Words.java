package org.hotline12345.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.analysis.tokenattributes.TypeAttribute;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/**
 * How Chinese is cut for the index: every two neighbouring characters and every single one, so that any piece of a text is
 * found without a dictionary and nothing else is. Full-width and half-width, capitals and small letters are the same.
 */
final class Words {

    static final Analyzer INDEXING = new Cutting();
    private static final int GAP = 100;

    private Words() {
    }

    private static final class Cutting extends Analyzer {

        @Override
        protected TokenStreamComponents createComponents(String field) {
            StandardTokenizer tokenizer = new StandardTokenizer();
            int scripts = CJKBigramFilter.HAN | CJKBigramFilter.HIRAGANA | CJKBigramFilter.KATAKANA | CJKBigramFilter.HANGUL;
            return new TokenStreamComponents(tokenizer, new CJKBigramFilter(new LowerCaseFilter(tokenizer), scripts, true));
        }

        @Override
        public int getPositionIncrementGap(String field) {
            return GAP;
        }
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
        List<String> singles = new ArrayList<>();
        Map<Integer, String> pairs = new HashMap<>();
        try (TokenStream stream = INDEXING.tokenStream(field, plain(word))) {
            CharTermAttribute text = stream.addAttribute(CharTermAttribute.class);
            TypeAttribute type = stream.addAttribute(TypeAttribute.class);
            PositionIncrementAttribute step = stream.addAttribute(PositionIncrementAttribute.class);
            stream.reset();
            int place = -1;
            while (stream.incrementToken()) {
                place += step.getPositionIncrement();
                if (type.type().equals(CJKBigramFilter.DOUBLE_TYPE)) {
                    pairs.put(place, text.toString());
                } else {
                    singles.add(text.toString());
                }
            }
            stream.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        PhraseQuery.Builder phrase = new PhraseQuery.Builder();
        // Pairs side by side tell as much as overlapping ones, with half the reading; single characters only where no pair is.
        for (int place = 0; place < singles.size(); place++) {
            if (pairs.containsKey(place)) {
                phrase.add(new Term(field, pairs.get(place)), place);
                place++;
            } else if (pairs.containsKey(place - 1)) {
                phrase.add(new Term(field, pairs.get(place - 1)), place - 1);
            } else {
                phrase.add(new Term(field, singles.get(place)), place);
            }
        }
        PhraseQuery whole = phrase.build();
        return whole.getTerms().length == 0 ? null : whole.getTerms().length == 1 ? new TermQuery(whole.getTerms()[0]) : whole;
    }
}
