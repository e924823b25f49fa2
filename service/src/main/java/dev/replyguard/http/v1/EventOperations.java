package dev.replyguard.http.v1;

import dev.replyguard.events.EventStreams;
import dev.replyguard.http.ApiOperation;
import dev.replyguard.http.Standing;
import dev.replyguard.store.CommentStore;
import java.util.List;

/** The operations that tell a site what has happened to its comments, for one event loop. */
public final class EventOperations {
  private final StreamEvents streamEvents;

  /** The operations over their collaborators. */
  public EventOperations(EventStreams streams, CommentStore comments, Standing standing) {
    this.streamEvents = new StreamEvents(streams, comments, standing);
  }

  /** The operations. */
  public List<ApiOperation> all() {
    return List.of(new ApiOperation("streamEvents", 0, streamEvents));
  }
}
