package dev.footbridge.guide;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Colours for code, as spans that a style sheet knows: {@code c} comments, {@code s} text, {@code k} words, {@code n} numbers. */
final class Highlight {

    private static final Pattern JAVA = Pattern.compile("(?<c>//[^\\n]*|/\\*.*?\\*/)"
            + "|(?<s>\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\])')"
            + "|(?<k>\\b(?:abstract|assert|boolean|break|case|catch|class|continue|default|do|double|else|enum|extends"
            + "|final|finally|for|if|implements|import|instanceof|int|interface|long|new|null|package|private|public"
            + "|record|return|sealed|static|super|switch|this|throw|throws|true|false|try|var|void|while|yield)\\b)"
            + "|(?<n>\\b\\d[\\d_.]*\\b)|(?<a>@\\w+)", Pattern.DOTALL);
    private static final Pattern SHELL = Pattern.compile("(?<c>(?<=^|\\s)#[^\\n]*)|(?<s>\"[^\"]*\"|'[^']*')"
            + "|(?<k>(?<=^|\\n)\\S+)|(?<n>(?!))|(?<a>(?<=\\s)--?[\\w-]+)");
    private static final Pattern XML = Pattern.compile("(?<c><!--.*?-->)|(?<s>\"[^\"]*\")|(?<k></?[\\w:.-]+|/?>)"
            + "|(?<n>(?!))|(?<a>(?!))", Pattern.DOTALL);

    private Highlight() {}

    /** The code as HTML. */
    static String of(String language, String code) {
        Pattern pattern = switch (language) {
            case "java" -> JAVA;
            case "sh" -> SHELL;
            case "xml" -> XML;
            default -> null;
        };
        if (pattern == null) {
            return escaped(code);
        }
        StringBuilder html = new StringBuilder();
        Matcher token = pattern.matcher(code);
        int next = 0;
        while (token.find()) {
            html.append(escaped(code.substring(next, token.start())));
            html.append("<span class=\"").append(kind(token)).append("\">").append(escaped(token.group()))
                    .append("</span>");
            next = token.end();
        }
        return html.append(escaped(code.substring(next))).toString();
    }

    private static String kind(Matcher token) {
        for (String kind : new String[]{"c", "s", "k", "n"}) {
            if (token.group(kind) != null) {
                return kind;
            }
        }
        return "a";
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
