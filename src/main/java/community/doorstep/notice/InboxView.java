package community.doorstep.notice;

import community.doorstep.shared.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Part of an inbox, newest first.
 *
 * @param next the cursor that asks for the next part; none when this is the end
 * @param unread how many are unread in all
 */
record InboxView(List<NoticeView> items, @Nullable String next, long unread) {

    static InboxView of(Page<NoticeView> page, long unread) {
        return new InboxView(page.items(), page.next(), unread);
    }
}
