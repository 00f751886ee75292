package org.wenzheng.jobs.insight;

import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.jspecify.annotations.Nullable;
import org.wenzheng.models.runtime.ModelException;

/** Adds what the models say of finals that were understood; everything else passes by. */
@SuppressWarnings("NullAway.Init") // Flink calls open before anything else
final class Analyse extends RichAsyncFunction<CallUpdate, AnalysedUpdate> {
    private static final long serialVersionUID = 1L;

    /** Gives the models where the job runs. */
    interface Source extends Serializable {
        Meaning open() throws ModelException;
    }

    private final Source source;
    private transient @Nullable MeaningBatches batches;

    Analyse(Source source) {
        this.source = source;
    }

    @Override
    public void open(OpenContext context) throws ModelException {
        batches = new MeaningBatches(
                source.open(), "meaning " + getRuntimeContext().getTaskInfo().getIndexOfThisSubtask());
    }

    @Override
    public void asyncInvoke(CallUpdate update, ResultFuture<AnalysedUpdate> result) {
        RedactedSegment segment = update.segment();
        MeaningBatches models = batches;
        if (models == null
                || segment == null
                || !segment.isFinal()
                || segment.unheard()
                || segment.text().isBlank()) {
            result.complete(List.of(new AnalysedUpdate(update, Analysis.none())));
            return;
        }
        models.submit(segment.text())
                .thenAccept(analysis -> result.complete(List.of(new AnalysedUpdate(update, analysis))));
    }

    @Override
    public void timeout(CallUpdate update, ResultFuture<AnalysedUpdate> result) {
        Collection<AnalysedUpdate> without = List.of(new AnalysedUpdate(update, Analysis.none()));
        result.complete(without);
    }

    @Override
    public void close() {
        if (batches != null) {
            batches.close();
        }
    }
}
