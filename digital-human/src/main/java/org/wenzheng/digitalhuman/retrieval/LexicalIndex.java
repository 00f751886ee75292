package org.wenzheng.digitalhuman.retrieval;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.ByteBuffersDirectory;

/**
 * BM25 (Robertson and Zaragoza, 2009) over short texts, in memory, one field a way of cutting terms. Scores are given as shares
 * of the highest that the question could reach, so that they can be compared between questions: a term that no text has
 * counts against all.
 */
final class LexicalIndex implements AutoCloseable {

    // Texts are one sentence long: a term's count says little, and length only some.
    private static final float K1 = 0.6f;
    private static final float B = 0.5f;
    private static final int MAX_CLAUSES = 256;

    private final DirectoryReader reader;
    private final IndexSearcher searcher;
    private final int size;

    LexicalIndex(List<String> contents) {
        try {
            ByteBuffersDirectory directory = new ByteBuffersDirectory();
            IndexWriterConfig config =
                    new IndexWriterConfig(new WhitespaceAnalyzer()).setSimilarity(new BM25Similarity(K1, B));
            try (IndexWriter writer = new IndexWriter(directory, config)) {
                for (int i = 0; i < contents.size(); i++) {
                    Document document = new Document();
                    for (Terms terms : Terms.values()) {
                        document.add(new TextField(
                                terms.name(), String.join(" ", terms.of(contents.get(i))), Field.Store.NO));
                    }
                    writer.addDocument(document);
                }
                writer.forceMerge(1);
            }
            reader = DirectoryReader.open(directory);
            searcher = new IndexSearcher(reader);
            searcher.setSimilarity(new BM25Similarity(K1, B));
            size = contents.size();
        } catch (IOException e) {
            throw new UncheckedIOException("an index in memory", e);
        }
    }

    /** What share of the question each text covers, 0 to 1, by number of the text. */
    float[] coverage(Terms terms, String content) {
        float[] coverage = new float[size];
        Set<String> asked = terms.of(content);
        if (asked.isEmpty()) {
            return coverage;
        }
        try {
            BooleanQuery.Builder query = new BooleanQuery.Builder();
            double best = 0;
            int clauses = 0;
            for (String text : asked) {
                if (clauses++ == MAX_CLAUSES) {
                    break;
                }
                Term term = new Term(terms.name(), text);
                query.add(new TermQuery(term), BooleanClause.Occur.SHOULD);
                best += weight(reader.docFreq(term));
            }
            for (ScoreDoc hit : searcher.search(query.build(), Math.max(1, size)).scoreDocs) {
                coverage[hit.doc] =
                        (float) (hit.score / best); // one segment, in order: the document's id is its number
            }
            return coverage;
        } catch (IOException e) {
            throw new UncheckedIOException("an index in memory", e);
        }
    }

    /** The weight that BM25 gives a term which so many texts have. */
    double weight(int texts) {
        return Math.log(1 + (size - texts + 0.5) / (texts + 0.5));
    }

    /** How many texts have a term. */
    int texts(Terms terms, String term) {
        try {
            return reader.docFreq(new Term(terms.name(), term));
        } catch (IOException e) {
            throw new UncheckedIOException("an index in memory", e);
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
