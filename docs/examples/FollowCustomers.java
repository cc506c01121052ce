import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Prints every customer whose churn tier is High, from the beginning and then as it happens. Arguments: brokers, consumer group, perhaps a file of client settings. */
public class FollowCustomers {

    public static void main(String[] arguments) throws Exception {
        Properties settings = new Properties();
        if (arguments.length > 2) {
            try (FileInputStream file = new FileInputStream(arguments[2])) {
                settings.load(file);
            }
        }
        settings.put("bootstrap.servers", arguments[0]);
        settings.put("group.id", arguments[1]);
        settings.put("isolation.level", "read_committed"); // what is not committed never happened
        settings.put("auto.offset.reset", "earliest"); // a compacted topic holds the newest profile of every customer
        settings.put("enable.auto.commit", "false");
        ObjectMapper json = new ObjectMapper();

        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of("analytics.customer-profiles.v1"));
            while (true) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    if (record.value() == null) {
                        System.out.println(record.key() + " is gone: forget what was kept of it");
                        continue;
                    }
                    JsonNode profile = json.readTree(record.value());
                    if (profile.path("churn_tier").asText().equals("High")) {
                        System.out.println(record.key() + " may leave, worth " + profile.path("net").decimalValue());
                    }
                }
                consumer.commitSync(); // after the work: a record may come twice, never not at all
            }
        }
    }
}
