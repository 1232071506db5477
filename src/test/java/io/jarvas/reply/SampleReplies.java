package io.jarvas.reply;

import java.util.List;
import java.util.stream.Stream;

/// Replies as models write them, in two languages: good ones, odd ones, and broken ones.
final class SampleReplies {
    private static final String ON =
            "{\"tool\": \"homeassistant_call_service\", \"args\": {\"domain\": \"light\", \"service\": \"turn_on\", \"data\": {\"entity_id\": \"light.cozinha\"}}}";

    private SampleReplies() {}

    static List<String> all() {
        return Stream.of(plain(), marked(), severalLines(), fenced(), broken(), text())
                .flatMap(List::stream)
                .toList();
    }

    private static List<String> plain() {
        return List.of(
                "The kitchen light is on.\nACTION: " + ON,
                "A luz da cozinha está acesa.\nACTION: " + ON + "\n",
                "ACTION: " + ON + "\nJá está, a luz ficou ligada.",
                "ACTION:" + ON + "\nACTION : {}\n\nDone.\n",
                "action: {\"tool\": \"x\"}\nAction: {\"tool\": \"y\"}\naCtIoN:{}",
                "First.\r\nACTION: {\"tool\": \"x\"}\r\nSecond.\r\n",
                "\uFEFFACTION: {}\n\u200B ACTION: {}\nolá",
                "\t  ACTION:\t{\"a\": {\"b\": {}}}\t and then some",
                "ACTION: {\"tool\": \"save_note\", \"args\": {\"text\": \"a } and a { and \\\" too\"}} ok",
                "ACTION: {} ACTION: {}\nACTION: {}.\n",
                "Vou abrir.\n\nACTION: {\"tool\": \"x\"}\n\nFeito.",
                "ACTION: {\"text\": \"don't } worry\"}\n");
    }

    private static List<String> marked() {
        return List.of(
                "**ACTION: {\"tool\": \"x\"}**\nDone.",
                "**ACTION:** {\"tool\": \"x\"} **\n",
                "**ACTION**: {\"tool\": \"x\"}** x",
                "- ACTION: {}\n* ACTION: {}\n> ACTION: {}\n-ACTION: {}\n>ACTION: {}",
                "`ACTION: {\"tool\": \"x\"}`\nPronto.",
                "- `ACTION: {}` e mais\n> **ACTION: {}**\n",
                "__ACTION: {}__\n__ACTION__: {} x\n_ACTION: {}_\n",
                "*ACTION: {}*\n* **ACTION: {}**\n***ACTION: {}***\n****ACTION: {}\n",
                "** ACTION: {}\n- - ACTION: {}\n1. ACTION: {}\n# ACTION: {}\n",
                "**ACTION: {}* x\n**ACTION: {}*\n**ACTION: {}*",
                "**ACTION:* {}\n**Action:* {}\n*`ACTION: {}`\n",
                "**ACTION** films\n- ACTION movies: a list\n*ACT* now\n");
    }

    private static List<String> severalLines() {
        return List.of(
                "Ok.\nACTION: {\n  \"tool\": \"x\",\n  \"args\": {\n    \"entity_id\": [\n      \"light.a\",\n      \"light.b\"\n    ],\n    \"n\": 5,\n    \"b\": true\n  }\n}\nDone.",
                "ACTION:\n{\"tool\": \"x\"}\nDone.",
                "ACTION:\n\n{\"tool\": \"x\"}\n",
                "ACTION:\n  Done.\n",
                "ACTION:\nACTION: {}\nend",
                "Action:\n- first\n- second\n",
                "Action:\n{\"tool\": \"x\"}\n",
                "ACTION: {\n\n  \"tool\"\n  :\n  \"x\"\n\n}\n\n\nDone.",
                "ACTION: {\"a\": [1,\n2,\n-3.5e2\n,\nnull, None\n]}",
                "ACTION: {\r\n  \"tool\": \"x\"\r\n}\r\nDone.\r\n",
                "ACTION: {'tool': 'x',\n 'args': {'t': 'don't } do', 'u': 'a'}\n}\n",
                "ACTION: {{\n\"tool\": \"x\", \"args\":\n{{ }}\n}}\nfim");
    }

    private static List<String> fenced() {
        return List.of(
                "```\nACTION: {}\n```\nDone.",
                "```json\nACTION: " + ON + "\n```",
                "Claro.\n```json \n\nACTION: {\"tool\": \"x\"}\n\nACTION: {}\n\n```\n\nFeito.\n",
                "```yaml\nlight: on\n```\nThat was it.\n",
                "```\nlight: on\nACTION: {}\n```\nand\n```\nACTION: {}\n```\n",
                "```\nACTION: {}\nlight: on\n```\n",
                "```\n```\nempty\n```\n\n```\n",
                "```\nACTION: {}",
                "```\nACTION: {}\n``",
                "```\n\n",
                "```js\nACTION: {} text\n```\n",
                "```ACTION: {}```\n``ACTION: {}``\n```one two\nx\n```\nACTION: {}\n",
                "````\nACTION: {}\n````\n  ```\n  ACTION: {}\n  ```  \n",
                "```\nACTION: nothing\n```\nx",
                "```\nACTION: {}\n```json\n```\n",
                "```json\n{\"tool\": \"x\"}\n```\nACTION: {\n```\n");
    }

    private static List<String> broken() {
        return List.of(
                "ACTION",
                "ACTION:",
                "**ACTION: ",
                "Action",
                "action: ",
                "Fim.\nACTION: {\"tool\": \"x\", \"args\": {\"a\": \"half a str",
                "ACTION: {\"tool\": \"x\", \"args\": {\"a\": 1}\nThe light is on.\n",
                "ACTION: {\"tool\": \"x\", \"args\": {\n\nThe light is on.\n\nAll of them.",
                "ACTION: {\"tool\": \"x, \"args\": {}}\n\"Done,\" she said.\n",
                "ACTION: {\"tool\": \"x\",\n\"Done,\" she said.\n\"Feito\"\n",
                "ACTION: {\n  \"tool\": \"unclosed,\n  \"args\": {}\n}\nok",
                "ACTION: {\"a\":\ntrue story\n",
                "ACTION: {\"a\": [\n5 lights are on\n",
                "ACTION: {\"a\":\n12 }\nACTION: {\"a\":\n1",
                "ACTION: turn on the light\nACTION: [1, 2]\nACTION: \"x\"\r\nok\n",
                "ACTION: {{\"tool\": \"x\", \"args\": {{}}}} ok\nACTION: {\"a\": 1}}\n",
                "ACTION: {“tool”: “a } b”, ‘x’: ‘it’s }’}\n",
                "ACTION: {it's not JSON} sorry\nACTION: {'it's' } 'x'\n",
                "ACTION: {\"tool\": \"x\"\nACTION: {\"tool\": \"y\"}\n",
                "ACTION: {\"a\": \"x\\",
                "ACTION: {'a': 'b' \n 'c",
                "ACTION: {\"a\": {\n{\"b\": 1}\n}}\n}");
    }

    private static List<String> text() {
        return List.of(
                "ACTIONS speak louder than words.\nAcção é a palavra.\nACTION movies.\n",
                "A luz está acesa. ACTION: {\"tool\": \"x\"} não está no início.\n",
                "Action: turn on the light\naction: {oops\nnot} closed\n",
                "ＡＣＴＩＯＮ： {}\nACTION： {}\n",
                "Era uma vez 💡 uma casa 🏠\n💡ACTION: {}\n",
                "* one\n* two\n  - three\n> quote\n**bold** text\n__under__ `code`\n",
                "\n\n  \n\t\n",
                "Uma lista:\n- leite\n- pão\n\nA\nAC\nACT\n-\n*\n**\n`\n",
                "");
    }
}
