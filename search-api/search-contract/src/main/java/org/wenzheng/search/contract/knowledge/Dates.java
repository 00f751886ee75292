package org.wenzheng.search.contract.knowledge;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;

/** Days of an item file: 2026-01-31. */
final class Dates extends SimpleModule {

    private static final long serialVersionUID = 1L;

    Dates() {
        addDeserializer(LocalDate.class, new Reader());
        addSerializer(LocalDate.class, new Writer());
    }

    private static final class Reader extends StdScalarDeserializer<LocalDate> {
        private static final long serialVersionUID = 1L;

        Reader() {
            super(LocalDate.class);
        }

        @Override
        public LocalDate deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String text = parser.getText().strip();
            try {
                return LocalDate.parse(text);
            } catch (DateTimeParseException e) {
                return (LocalDate)
                        context.handleWeirdStringValue(LocalDate.class, text, "a day is written as 2026-01-31");
            }
        }
    }

    private static final class Writer extends StdScalarSerializer<LocalDate> {
        private static final long serialVersionUID = 1L;

        Writer() {
            super(LocalDate.class);
        }

        @Override
        public void serialize(LocalDate day, JsonGenerator generator, SerializerProvider provider) throws IOException {
            generator.writeString(day.toString());
        }
    }
}
