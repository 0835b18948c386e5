package io.tripmill.quality.dqdl;

import java.util.ArrayList;
import java.util.List;

/** Reads what a tag is set to: a quoted text, a list of them, a number, true or false. */
final class TagParser {
    private TagParser() {}

    static Tag.Value value(Tokens tokens) {
        Token token = tokens.peek();
        if (tokens.accept("[")) {
            return new Tag.Texts(texts(tokens));
        }
        if (token.isQuoted()) {
            tokens.next();
            return new Tag.Text(Quotation.meaning(token.text()));
        }
        if (token.is("true") || token.is("false")) {
            tokens.next();
            return new Tag.Flag(token.is("true"));
        }
        boolean isNegative = token.is("-");
        Token digits = isNegative ? tokens.peek(1) : token;
        if (digits.isWord() && NumberText.number(digits.text()).isPresent()) {
            tokens.next();
            if (isNegative) {
                tokens.next();
            }
            return NumberText.number(digits.text())
                    .map(number -> new Tag.Numeric(isNegative ? number.negate() : number))
                    .orElseThrow();
        }
        throw tokens.unexpected("a quoted text, a number, true, false or a list of quoted texts");
    }

    private static List<String> texts(Tokens tokens) {
        List<String> texts = new ArrayList<>();
        do {
            texts.add(Quotation.meaning(tokens.expectQuoted("a quoted text").text()));
        } while (tokens.accept(","));
        tokens.expect("]");
        return texts;
    }
}
