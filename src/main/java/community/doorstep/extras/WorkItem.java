package community.doorstep.extras;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Rows;
import io.r2dbc.spi.Readable;
import java.util.UUID;

/** A line of the community's list of parts and labour, with its price. */
record WorkItem(
        UUID id,
        CommunityId communityId,
        ItemKind kind,
        String name,
        String unit,
        long priceFen,
        boolean active,
        long version) {

    static WorkItem of(Readable row) {
        return new WorkItem(
                Rows.uuid(row, "id"),
                new CommunityId(Rows.uuid(row, "community_id")),
                ItemKind.valueOf(Rows.text(row, "kind")),
                Rows.text(row, "name"),
                Rows.text(row, "unit"),
                Rows.number(row, "price_fen"),
                Rows.get(row, "active", Boolean.class),
                Rows.number(row, "version"));
    }
}
