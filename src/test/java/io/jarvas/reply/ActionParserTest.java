package io.jarvas.reply;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.json.Json;
import io.jarvas.reply.ReplyPart.ActionLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ActionParserTest {
    private static final String TURN_ON =
            "{\"domain\":\"light\",\"service\":\"turn_on\",\"data\":{\"entity_id\":\"light.a\"}}";

    /// Damaged forms with one reading: what the model wrote after `ACTION:`, `=>`, and the args that were
    /// meant; the tool is `t`.
    static Stream<String[]> repaired() {
        return table("""
                {{"tool": "t", "args": {"a": 1}}} => {"a":1}
                {{"tool": "t", "args": {{"a": 1}}}} => {"a":1}
                {{"tool": "t", "args": {}}} => {}
                {"tool": "t", "args": {{"a": 1}}} => {"a":1}
                {"tool": "t", "args": {{"a": {"b": 1}}}} => {"a":{"b":1}}
                { {"tool": "t", "args": {"a": "{{ x }}"} } } => {"a":"{{ x }}"}
                {{"tool": "t", "args": {"a": 1}} => {"a":1}
                {{"tool": "t", "args": {"a": 1} => {"a":1}
                {"tool": "t", "args": {"a": 1},} => {"a":1}
                {"tool": "t", "args": {"a": 1,}} => {"a":1}
                {"tool": "t", "args": {"a": [1, 2,],},} => {"a":[1,2]}
                {'tool': 't', 'args': {'a': 'b'}} => {"a":"b"}
                {'tool': 't', 'args': {'a': 'don't'}} => {"a":"don't"}
                {'tool': 't', 'args': {'a': 'a } b'}} => {"a":"a } b"}
                {'tool': 't', 'args': {'a': 'say "hi"'}} => {"a":"say \\"hi\\""}
                {'tool': "t", "args": {'a': "it's"}} => {"a":"it's"}
                {'tool': 't', 'args': {'a': 'don\\'t'}} => {"a":"don't"}
                {"tool": "t", "args": {"a": "it\\'s"}} => {"a":"it's"}
                {“tool”: “t”, “args”: {“a”: “b”}} => {"a":"b"}
                {‘tool’: ‘t’, ‘args’: {‘a’: ‘it’s’}} => {"a":"it’s"}
                {"tool": "t", "args": {"a": True, "b": False}} => {"a":true,"b":false}
                {"tool": "t", "args": {"a": None}} => {}
                {"tool": "t", "args": {"a": null}} => {}
                {"tool": "t", "args": None} => {}
                {tool: "t", args: {a: 1, b_2: "c"}} => {"a":1,"b_2":"c"}
                {"tool": "t", "args": {"a": "b"} => {"a":"b"}
                {"tool": "t", "args": {"a": "b" => {"a":"b"}
                {"tool": "t", "args": {"a": ["b"] => {"a":["b"]}
                {"tool": "t", "args": {"a": true => {"a":true}
                {'tool': 't', 'args': {'a': [1, 2],}, => {"a":[1,2]} *unreadable at the end
                {"tool": "t", "args": {"a": "b	c"}} => {"a":"b\\tc"}
                {"tool": "t"} => {}
                {"tool": " t ", "args": {}, "why": "because"} => {}
                {'tool': 't', 'args': {'a': -1.5e3,},} => {"a":-1500.0}
                """);
    }

    static Stream<String> unreadable() {
        return """
                {"tool": "t", "args": {"a": "light.kit
                {"tool": "t", "args": {"a": ["light.a"
                {"tool": "t", "args": {"a": ["light.a",
                {"tool": "t", "args": {"a": 5
                {"tool": "t", "args": {"a": tru
                {"tool": "t", "args": {"a":
                {"tool": "t", "args": {"a"
                {"tool": "t", "args": {"a": "b",
                {"tool": "t", "args": {
                {"tool": "t", "args":
                {"tool": "t"
                {"tool": "t",
                {
                {}
                {turn on the light}
                {"args": {"a": 1}}
                {"tool": 5, "args": {}}
                {"tool": "", "args": {}}
                {"tool": ["t"], "args": {}}
                {"tool": "t", "args": [1]}
                {"tool": "t", "args": "a"}
                {"tool": "t", "arguments": {"a": 1}}
                {"name": "t", "arguments": {"a": 1}}
                {"tool": "t", "tool": "u", "args": {}}
                {"tool": "t", "args": {"a": "light.a", "a": "light.b"}}
                {'tool': 't', 'args': {'a': 1, 'a': 2}}
                {"tool": "t" "args": {}}
                {"tool": "t", "args": {"a": 1 "b": 2}}
                {"tool": "t", "args": {"a": light.kitchen}}
                {"tool": "t", "args": {"a": "say "hi" now"}}
                {"tool": "t", "args": {"a": 05}}
                {"tool": "t", "args": {"a": +5}}
                {"tool": "t", "args": {"a": NaN}}
                {"tool": "t", "args": {"a": "\\x"}}
                {"tool": "t" // so
                {"tool": "t", /* so */ "args": {}}
                {'tool': 't', 'args': {'a': 'the dogs' bowl'}}
                {"tool": "t",, "args": {}}
                {"tool"= "t", "args": {}}
                {\\"tool\\": \\"t\\", \\"args\\": {}}
                {"tool": "t", "args": {"a": ["light.a"}}
                {"tool": "t", "args": {"a": "b"]}
                """.lines();
    }

    @ParameterizedTest
    @MethodSource("repaired")
    void whatHasOneReadingIsRepaired(String written, String args) {
        boolean cutOnly = args.endsWith("*unreadable at the end");
        ActionLine line = split(written);
        if (cutOnly) {
            assertThat(ActionParser.parse(line)).isInstanceOf(Proposal.Unreadable.class);
            return;
        }
        assertThat(ActionParser.parse(line)).isEqualTo(new Proposal.Readable(new Action("t", Json.object(args))));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void whatHasNoneOrMoreIsUnreadable(String written) {
        assertThat(ActionParser.parse(split(written))).isInstanceOf(Proposal.Unreadable.class);
    }

    @Test
    void thereAreManyDamagedForms() {
        assertThat(repaired().count() + unreadable().count()).isGreaterThanOrEqualTo(70);
    }

    @Test
    void aWholeActionIsReadAsItIs() {
        ActionLine line = split("{\"tool\": \"homeassistant_call_service\", \"args\": " + TURN_ON + "}");
        assertThat(ActionParser.parse(line))
                .isEqualTo(new Proposal.Readable(new Action("homeassistant_call_service", Json.object(TURN_ON))));
    }

    @Test
    void everyCutOfAnActionIsReadAsWhatItWasOrNotAtAll() {
        String object = "{\"tool\": \"t\", \"args\": {\"entity_id\": \"light.a\", \"n\": 50, \"l\": [\"x\", \"y\"]}}";
        Map<String, Object> whole = Json.object("{\"entity_id\":\"light.a\",\"n\":50,\"l\":[\"x\",\"y\"]}");
        for (int cut = 1; cut < object.length(); cut++) {
            Proposal proposal = ActionParser.parse(split(object.substring(0, cut)));
            if (proposal instanceof Proposal.Readable(Action action)) {
                assertThat(whole.entrySet())
                        .as(object.substring(0, cut))
                        .containsAll(action.arguments().entrySet());
            }
        }
    }

    @Test
    void aNumberAtALinesEndIsWhole() {
        ActionLine line = new ActionLine("", "{\"tool\": \"t\", \"args\": {\"n\": 5", ActionLine.End.LINE);
        assertThat(ActionParser.parse(line)).isEqualTo(new Proposal.Readable(new Action("t", Map.of("n", 5))));
    }

    private static ActionLine split(String object) {
        ReplySplitter splitter = new ReplySplitter();
        List<ReplyPart> parts = new ArrayList<>(splitter.feed("ACTION: " + object));
        parts.addAll(splitter.finish());
        return (ActionLine) parts.getFirst();
    }

    private static Stream<String[]> table(String rows) {
        return rows.lines().map(row -> row.split(" => "));
    }
}
