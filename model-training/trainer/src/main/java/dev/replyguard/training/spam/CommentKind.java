package dev.replyguard.training.spam;

import java.util.List;

/**
 * A kind of made-up comments. What fills a field is chosen anew for each comment; an empty choice
 * means that it is not known.
 *
 * @param name such as {@code link_building}
 * @param isSpam whether its comments are spam
 * @param keywords what {@code {kw}} is filled with
 * @param authorNames templates of the author's name
 * @param authorUrls templates of the address of the author's site
 * @param articleTitles templates of the article's title
 * @param texts templates of the text
 */
record CommentKind(
    String name,
    boolean isSpam,
    List<String> keywords,
    List<String> authorNames,
    List<String> authorUrls,
    List<String> articleTitles,
    List<String> texts) {

  CommentKind {
    keywords = List.copyOf(keywords);
    authorNames = List.copyOf(authorNames);
    authorUrls = List.copyOf(authorUrls);
    articleTitles = List.copyOf(articleTitles);
    texts = List.copyOf(texts);
  }
}
