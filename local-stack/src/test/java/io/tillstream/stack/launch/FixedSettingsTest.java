package io.tillstream.stack.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FixedSettingsTest {

    @TempDir
    Path root;

    @Test
    void shouldKeepWhatTheDataWereCountedWith() {
        DataFolder folder = new DataFolder(root);
        FixedSettings first = FixedSettings.agreed(folder, "Europe/Berlin", null, 2, null);
        first.keep(folder);

        assertThat(first).isEqualTo(new FixedSettings("Europe/Berlin", "USD", 2, false));
        assertThat(FixedSettings.of(folder)).isEqualTo(first);
        assertThat(FixedSettings.agreed(folder, "Europe/Berlin", "USD", 2, false))
                .isEqualTo(first);
        assertThatThrownBy(() -> FixedSettings.agreed(folder, "UTC", null, null, null))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("--zone Europe/Berlin --currency USD --partitions 2")
                .hasMessageContaining("--fresh");
        assertThatThrownBy(() -> FixedSettings.agreed(folder, null, null, null, true))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("without --secured");
    }

    @Test
    void shouldNameTheOptionThatIsWrong() {
        assertThatThrownBy(() -> new FixedSettings("Mars/Base", "USD", 4, false))
                .hasMessageContaining("--zone Mars/Base");
        assertThatThrownBy(() -> new FixedSettings("UTC", "XQQ", 4, false)).hasMessageContaining("--currency XQQ");
        assertThatThrownBy(() -> new FixedSettings("UTC", "USD", 0, false)).hasMessageContaining("--partitions");
    }
}
