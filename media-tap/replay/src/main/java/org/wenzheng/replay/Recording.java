package org.wenzheng.replay;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.wenzheng.media.records.v1.Role;
import org.wenzheng.replay.audio.AudioFile;
import org.wenzheng.replay.audio.UnreadableAudioException;
import org.wenzheng.replay.audio.Voice;

/** The opened files of a request, and who speaks in them. */
final class Recording implements AutoCloseable {

    private final List<AudioFile> files = new ArrayList<>();
    private final List<Role> roles = new ArrayList<>();
    private final List<Voice> voices = new ArrayList<>();

    private Recording() {}

    static Recording open(ReplayRequest request) throws UnreadableAudioException {
        Recording recording = new Recording();
        try {
            for (int i = 0; i < request.files().size(); i++) {
                recording.add(request, i);
            }
            return recording;
        } catch (UnreadableAudioException | RuntimeException e) {
            recording.close();
            throw e;
        }
    }

    List<Speaker> speakers() {
        return Speaker.name(roles, voices);
    }

    /** The length of the longest file, if all state theirs. */
    OptionalDouble statedSeconds() {
        double longest = 0;
        for (AudioFile file : files) {
            if (file.statedSeconds().isEmpty()) {
                return OptionalDouble.empty();
            }
            longest = Math.max(longest, file.statedSeconds().getAsDouble());
        }
        return OptionalDouble.of(longest);
    }

    List<String> warnings() {
        return files.stream().flatMap(file -> file.warnings().stream()).toList();
    }

    private void add(ReplayRequest request, int index) throws UnreadableAudioException {
        Path path = request.files().get(index);
        boolean roleStated = !request.roles().isEmpty();
        boolean alone = request.files().size() == 1;
        AudioFile file = AudioFile.open(path, roleStated || !alone);
        files.add(file);
        List<Voice> inFile = file.voices();
        for (int channel = 0; channel < inFile.size(); channel++) {
            voices.add(inFile.get(channel));
            int place = alone ? channel : index;
            roles.add(roleStated ? request.roles().get(index) : place == 0 ? Role.CITIZEN : Role.STAFF);
        }
    }

    @Override
    public void close() {
        files.forEach(AudioFile::close);
    }
}
