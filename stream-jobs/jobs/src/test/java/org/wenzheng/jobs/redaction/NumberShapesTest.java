package org.wenzheng.jobs.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberShapesTest {

    @Test
    void anIdCardNeedsItsCheckCharacter() {
        assertThat(NumberShapes.hasIdChecksum("990000198503142074")).isTrue();
        for (char c : "013456789X".toCharArray()) {
            if (c != '4') {
                assertThat(NumberShapes.hasIdChecksum("99000019850314207" + c)).isFalse();
            }
        }
    }

    @Test
    void anIdCardHoldsADayThatExists() {
        assertThat(NumberShapes.hasIdDate("990000198502282074")).isTrue();
        assertThat(NumberShapes.hasIdDate("990000198502302074")).isFalse();
        assertThat(NumberShapes.hasIdDate("990102760305123")).isTrue();
        assertThat(NumberShapes.hasIdDate("990102761305123")).isFalse();
    }

    @Test
    void aBankCardPassesLuhnsCheck() {
        assertThat(NumberShapes.isBankCard("4111111111111111")).isTrue();
        assertThat(NumberShapes.isBankCard("4111111111111112")).isFalse();
        assertThat(NumberShapes.isBankCard("411111111111111")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"13800013579", "8613800013579", "013800013579", "19900000000"})
    void mobiles(String digits) {
        assertThat(NumberShapes.isMobile(digits)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"12800013579", "1380001357", "138000135790", "23800013579"})
    void noMobiles(String digits) {
        assertThat(NumberShapes.isMobile(digits)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"110", "119", "12345", "95588", "96123", "10086", "4008001234"})
    void hotlines(String digits) {
        assertThat(NumberShapes.isHotline(digits)).isTrue();
    }
}
