package dev.replyguard.browser;

import java.util.ArrayList;
import java.util.List;

/** What people send who want a script of theirs to run: every vector in every wrapping. */
final class InjectionStrings {
  private static final List<String> SCRIPTS =
      List.of(
          "<script>xss(1)</script>",
          "<img src=x onerror=xss(1)>",
          "<svg onload=xss(1)>",
          "<svg><script>xss(1)</script></svg>",
          "<svg><animate onbegin=xss(1) attributeName=x dur=1s>",
          "<iframe srcdoc=\"<script>parent.xss(1)</script>\"></iframe>",
          "<iframe src=\"javascript:parent.xss(1)\"></iframe>",
          "<body onload=xss(1)>",
          "<input autofocus onfocus=xss(1)>",
          "<select autofocus onfocus=xss(1)>",
          "<textarea autofocus onfocus=xss(1)>",
          "<details open ontoggle=xss(1)>",
          "<video><source onerror=xss(1)></video>",
          "<audio src=x onerror=xss(1)>",
          "<math><mtext><script>xss(1)</script></mtext></math>",
          "<object data=\"javascript:xss(1)\"></object>",
          "<embed src=\"javascript:xss(1)\">",
          "<form action=\"javascript:xss(1)\"><button>go</button></form>",
          "<a href=\"javascript:xss(1)\">go</a>",
          "<link rel=stylesheet href=\"data:text/css,*{color:red}\">",
          "<style>@import 'data:text/css,*{display:none}';</style>",
          "<base href=\"https://evil.example/\">",
          "<meta http-equiv=refresh content=\"0;url=javascript:xss(1)\">",
          "<template><script>xss(1)</script></template>",
          "<marquee onstart=xss(1)>");

  private static final List<String> WRAPPINGS =
      List.of("%s", "\">%s", "'>%s", "</title>%s", "</textarea>%s", "-->%s", "]]>%s", "${%s}");

  private static final List<String> OTHERS =
      List.of(
          "javascript:xss(1)",
          "JaVaScRiPt:xss(1)",
          "java\tscript:xss(1)",
          "data:text/html,<script>xss(1)</script>",
          "vbscript:xss(1)",
          "{{constructor.constructor('xss(1)')()}}",
          "${xss(1)}",
          "<%= xss(1) %>",
          "#{xss(1)}",
          "lit$1234567890$",
          "<!--?lit$1234567890$-->",
          "?lit$1234567890$=\"x\"",
          "__proto__",
          "constructor",
          "\u202e<script>xss(1)</script>",
          "\u2066<img src=x onerror=xss(1)>\u2069",
          "&lt;script&gt;xss(1)&lt;/script&gt;",
          "&#60;script&#62;xss(1)&#60;/script&#62;",
          "%3Cscript%3Exss(1)%3C/script%3E",
          "\\u003cscript\\u003exss(1)\\u003c/script\\u003e",
          "<scr<script>ipt>xss(1)</scr</script>ipt>",
          "<<script>xss(1)//<</script>",
          "<ScRiPt>xss(1)</sCrIpT>",
          "\u0300".repeat(60) + "z\u0489\u0489\u0489\u0489\u0489",
          "' onmouseover='xss(1)",
          "\" autofocus onfocus=\"xss(1)",
          "` onclick=`xss(1)");

  private InjectionStrings() {}

  static List<String> all() {
    List<String> all = new ArrayList<>(OTHERS);
    for (String wrapping : WRAPPINGS) {
      for (String script : SCRIPTS) {
        all.add(wrapping.replace("%s", script));
      }
    }
    return all;
  }
}
