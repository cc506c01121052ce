package io.tillstream.query.personal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;

/** The one place where personal data are masked: wherever JSON is written, and tables are written by way of JSON. */
@Singleton
public class PersonalData implements ObjectMapperCustomizer {

    /** What stands for a text that is not shown. */
    public static final String MASK = "***";

    private final PersonalViewer viewer;

    PersonalData(PersonalViewer viewer) {
        this.viewer = viewer;
    }

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.registerModule(new SimpleModule("personal-data").setSerializerModifier(new Modifier(viewer)));
    }

    private static final class Modifier extends BeanSerializerModifier {

        private static final long serialVersionUID = 1L;

        private final transient PersonalViewer viewer;

        Modifier(PersonalViewer viewer) {
            this.viewer = viewer;
        }

        @Override
        public List<BeanPropertyWriter> changeProperties(
                SerializationConfig config, BeanDescription bean, List<BeanPropertyWriter> properties) {
            for (BeanPropertyWriter property : properties) {
                Personal personal = property.getAnnotation(Personal.class);
                if (personal != null) {
                    property.assignSerializer(new Masking(viewer, personal.value()));
                }
            }
            return properties;
        }
    }

    private static final class Masking extends JsonSerializer<Object> {

        private final PersonalViewer viewer;
        private final PersonalKind[] kinds;

        Masking(PersonalViewer viewer, PersonalKind[] kinds) {
            this.viewer = viewer;
            this.kinds = kinds;
        }

        @Override
        public void serialize(Object text, JsonGenerator json, SerializerProvider provider) throws IOException {
            if (viewer.mayLook(kinds)) {
                viewer.looked(kinds);
                json.writeString(text.toString());
            } else {
                json.writeString(MASK);
            }
        }
    }
}
