package io.tillstream.dashboard.customsegments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillstream.dashboard.channel.Channel;
import io.tillstream.dashboard.channel.Figures;
import java.time.Instant;
import java.util.Map;

/** Channel {@code custom-segments}: the custom segments by id with their rules and how many customers are in each now. */
public final class CustomSegmentsChannel implements Channel {

    private final DefinitionBook definitions;
    private final MemberBook members;

    /** Draws from both books. */
    public CustomSegmentsChannel(DefinitionBook definitions, MemberBook members) {
        this.definitions = definitions;
        this.members = members;
    }

    @Override
    public String name() {
        return "custom-segments";
    }

    @Override
    public long version(Instant now) {
        return definitions.version() + members.version();
    }

    @Override
    public ObjectNode data(Instant now) {
        ObjectNode data = Figures.object();
        Map<String, Long> counts = members.bySegment();
        ObjectNode rows = data.putObject("rows");
        definitions.definitions().forEach((id, definition) -> {
            ObjectNode row = rows.putObject(id);
            row.put("name", definition.path("name").asText());
            row.put("description", definition.path("description").asText());
            row.put("version", definition.path("version").asLong());
            row.put("updated_at", definition.path("updated_at").asText());
            // as text: a merge patch would leave fields of the rule before in the new one's place
            row.put("rule", definition.path("rule").toString());
            row.put("members", counts.getOrDefault(id, 0L));
        });
        return data;
    }
}
