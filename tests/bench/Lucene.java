// Has Lucene analyze words: java -cp JARS Lucene.java CHAINS FOLDER < WORDS. For tests/bench/lucene.py.

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.custom.CustomAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

public class Lucene {
  public static void main(String[] arguments) throws Exception {
    List<Analyzer> analyzers = new ArrayList<>();
    CustomAnalyzer.Builder builder = null;
    for (String line : Files.readAllLines(Path.of(arguments[0]))) {
      String[] told = line.split("\t", -1);
      Map<String, String> options = new HashMap<>();
      for (int place = 2; place + 1 < told.length; place += 2) options.put(told[place], told[place + 1]);
      switch (told[0]) {
        case "begin" -> builder = CustomAnalyzer.builder(Path.of(arguments[1])).withTokenizer("standard");
        case "charFilters" -> builder.addCharFilter(told[1], options);
        case "filters" -> builder.addTokenFilter(told[1], options);
        default -> analyzers.add(builder.build());
      }
    }
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    BufferedReader words = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String word = words.readLine(); word != null; word = words.readLine()) {
      List<String> keys = new ArrayList<>();
      for (Analyzer analyzer : analyzers) keys.add(analyzed(analyzer, word));
      out.println(String.join("\t", keys));
    }
  }

  private static String analyzed(Analyzer analyzer, String word) throws Exception {
    List<String> tokens = new ArrayList<>();
    try (TokenStream stream = analyzer.tokenStream("", word)) {
      CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
      stream.reset();
      while (stream.incrementToken()) tokens.add(term.toString());
      stream.end();
    }
    return String.join(" ", tokens);
  }
}
