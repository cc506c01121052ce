package io.tillstream.dashboard.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergePatchTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{};                          {\"a\":1};                    {\"a\":1}",
                "{\"a\":1,\"b\":2};           {\"a\":1,\"b\":3};            {\"b\":3}",
                "{\"a\":1,\"b\":2};           {\"a\":1};                    {\"b\":null}",
                "{\"a\":{\"x\":1,\"y\":2}};   {\"a\":{\"x\":1,\"y\":5}};    {\"a\":{\"y\":5}}",
                "{\"a\":{\"x\":1}};           {\"a\":{}};                   {\"a\":{\"x\":null}}",
                "{\"a\":[1,2]};               {\"a\":[1,2,3]};              {\"a\":[1,2,3]}",
                "{\"a\":{\"x\":1}};           {\"a\":[1]};                  {\"a\":[1]}",
                "{\"a\":[1]};                 {\"a\":{\"x\":1}};            {\"a\":{\"x\":1}}",
            })
    void shouldSayOnlyWhatChanged(String before, String after, String patch) throws Exception {
        assertThat(MergePatch.diff(object(before), object(after))).isEqualTo(object(patch));
    }

    @Test
    void shouldSayNothingWhenEqual() throws Exception {
        assertThat(MergePatch.diff(object("{\"a\":{\"x\":[1]}}"), object("{\"a\":{\"x\":[1]}}")))
                .isNull();
    }

    private static ObjectNode object(String json) throws Exception {
        return (ObjectNode) JSON.readTree(json);
    }
}
