package org.wenzheng.jobs;

import java.io.IOException;
import java.nio.file.Path;

/** Three and a half seconds of made Korean, of which the model of Vosk understands a part. */
public final class KoreanSpeech {
    /** 안녕하세요. 주민등록을 신청하고 싶습니다. Of it these are heard whatever dither and codec do. */
    public static final String STEADY = "하세요";

    public static final String LAST_WORD = "싶습니다";

    private static final Path WAV =
            Path.of("../../models/model-runtime/src/test/resources/org/wenzheng/models/runtime/vosk/korean.wav");

    private KoreanSpeech() {}

    /** Its samples, 16 kHz mono. */
    public static short[] pcm() throws IOException {
        return RecordedCall.between(0, WAV, 1);
    }

    /** The same so many times, with near silence before, between and after. */
    public static short[] turns(int times, int silenceMs) throws IOException {
        return RecordedCall.between(silenceMs, WAV, times);
    }
}
