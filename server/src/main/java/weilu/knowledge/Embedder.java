package weilu.knowledge;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The embedded embedding model (bge-small-zh-v1.5, quantised). It is loaded at the first use and not before: a server
 * whose rooms are only talked in does not pay for it. One text at a time, on one thread, so that a vector depends on
 * its text alone.
 */
public final class Embedder implements AutoCloseable {
    /** More pieces than this are cut: a chat message says what it is about early. */
    static final int PIECES_MAX = 160;
    /** What the model wants before a question (not before the texts that may answer it). */
    private static final String QUESTION_PREFIX = "为这个句子生成表示以用于检索相关文章：";

    /** In the order they come: who embeds one text after the other does not keep a question waiting for more than one. */
    private final ReentrantLock lock = new ReentrantLock(true);
    private OrtSession session;
    private WordPieces wordPieces;
    private boolean closed;

    /** Whether the model is in memory, that is, whether it was ever asked for. */
    public boolean loaded() {
        lock.lock();
        try {
            return session != null;
        } finally {
            lock.unlock();
        }
    }

    /** The direction of a text in meaning, of length 1, quantised. */
    public Embedding embed(String text) {
        return Embedding.quantise(run(text));
    }

    /** The direction of a question's answer. */
    public Embedding embedQuestion(String question) {
        return embed(QUESTION_PREFIX + question);
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            if (session != null) {
                session.close();
            }
        } catch (OrtException e) {
            throw new IllegalStateException("the embedding model does not close", e);
        } finally {
            session = null;
            wordPieces = null;
            lock.unlock();
        }
    }

    /** One run at a time: more threads would only take the processor from the sockets. */
    private float[] run(String text) {
        lock.lock();
        try {
            load();
            return runLoaded(text);
        } finally {
            lock.unlock();
        }
    }

    private float[] runLoaded(String text) {
        long[] pieces = wordPieces.of(text, PIECES_MAX);
        long[] shape = {1, pieces.length};
        long[] ones = new long[pieces.length];
        Arrays.fill(ones, 1);
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OnnxTensor ids = OnnxTensor.createTensor(environment, LongBuffer.wrap(pieces), shape);
                OnnxTensor mask = OnnxTensor.createTensor(environment, LongBuffer.wrap(ones), shape);
                OnnxTensor types = OnnxTensor.createTensor(environment, LongBuffer.wrap(new long[pieces.length]), shape);
                OrtSession.Result result = session.run(
                        Map.of("input_ids", ids, "attention_mask", mask, "token_type_ids", types))) {
            return ((float[][][]) result.get(0).getValue())[0][0];
        } catch (OrtException e) {
            throw new IllegalStateException("the embedding model does not run", e);
        }
    }

    private void load() {
        if (closed) {
            throw new IllegalStateException("the embedding model is closed");
        }
        if (session != null) {
            return;
        }
        try (InputStream in = Embedder.class.getResourceAsStream("/bge-small-zh-v1.5-q.onnx");
                OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setCPUArenaAllocator(false);
            wordPieces = WordPieces.load("/bge-small-zh-v1.5-q-tokenizer.json");
            session = OrtEnvironment.getEnvironment().createSession(in.readAllBytes(), options);
        } catch (OrtException | IOException e) {
            throw new IllegalStateException("the embedding model does not load", e);
        }
    }
}
