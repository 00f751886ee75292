package org.wenzheng.elasticsearch.plugin;

import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.cjk.CJKWidthFilter;
import org.apache.lucene.analysis.cn.smart.HMMChineseTokenizer;
import org.apache.lucene.analysis.cn.smart.SmartChineseAnalyzer;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.index.analysis.AbstractIndexAnalyzerProvider;
import org.elasticsearch.index.analysis.AbstractTokenFilterFactory;
import org.elasticsearch.index.analysis.AbstractTokenizerFactory;
import org.elasticsearch.index.analysis.AnalyzerProvider;
import org.elasticsearch.index.analysis.TokenFilterFactory;
import org.elasticsearch.index.analysis.TokenizerFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;

/**
 * Chinese analysis of Lucene under the names and settings of the official plugins: {@code smartcn},
 * {@code smartcn_tokenizer} and {@code smartcn_stop} (analysis-smartcn); {@code cjk_bigram} with
 * {@code output_unigrams} and {@code cjk_width} (analysis-common).
 */
final class ChineseAnalysis {

    /** Scripts that cjk_bigram joins; the official filter's default. */
    private static final int ALL_SCRIPTS =
            CJKBigramFilter.HAN | CJKBigramFilter.HIRAGANA | CJKBigramFilter.KATAKANA | CJKBigramFilter.HANGUL;

    private ChineseAnalysis() {}

    static Map<String, AnalysisProvider<AnalyzerProvider<? extends Analyzer>>> analyzers() {
        return Map.of("smartcn", (index, environment, name, settings) -> new Smartcn(name, settings));
    }

    static Map<String, AnalysisProvider<TokenizerFactory>> tokenizers() {
        return Map.of("smartcn_tokenizer", tokenizer(HMMChineseTokenizer::new));
    }

    static Map<String, AnalysisProvider<TokenFilterFactory>> tokenFilters() {
        CharArraySet stops = SmartChineseAnalyzer.getDefaultStopSet();
        return Map.of(
                "smartcn_stop", filter((tokens, settings) -> new StopFilter(tokens, stops)),
                "cjk_width", filter((tokens, settings) -> new CJKWidthFilter(tokens)),
                "cjk_bigram",
                        filter((tokens, settings) -> new CJKBigramFilter(
                                tokens, ALL_SCRIPTS, settings.getAsBoolean("output_unigrams", false))));
    }

    private static AnalysisProvider<TokenizerFactory> tokenizer(Supplier<Tokenizer> create) {
        return (index, environment, name, settings) -> new AbstractTokenizerFactory(index, settings, name) {
            @Override
            public Tokenizer create() {
                return create.get();
            }
        };
    }

    private static AnalysisProvider<TokenFilterFactory> filter(BiFunction<TokenStream, Settings, TokenStream> wrap) {
        return (index, environment, name, settings) -> new AbstractTokenFilterFactory(name, settings) {
            @Override
            public TokenStream create(TokenStream tokens) {
                return wrap.apply(tokens, settings);
            }
        };
    }

    private static final class Smartcn extends AbstractIndexAnalyzerProvider<Analyzer> {
        private final Analyzer analyzer = new SmartChineseAnalyzer();

        Smartcn(String name, Settings settings) {
            super(name, settings);
        }

        @Override
        public Analyzer get() {
            return analyzer;
        }
    }
}
