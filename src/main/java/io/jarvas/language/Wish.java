package io.jarvas.language;

/// What a message of a person is for.
public enum Wish {
    /// It only asks, or tells of something: nothing is to change.
    ASKS,
    /// It wants something done, be it beside a question.
    ACTS;

    /// What the words are for, in English, in European Portuguese or in both. It looks at how they begin and
    /// how they are joined, never at what there is in the home. Where they can be either, they want something
    /// done if they are a few words without a verb (`bedroom 50%`), and only ask if they tell of what is
    /// (`the door is open`).
    ///
    /// @param words as the person wrote or said them, with or without accents and marks
    public static Wish of(String words) {
        return WishReader.read(words);
    }
}
