package weilu.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EmbeddingTest {
    private final Random random = new Random(7);

    @Test
    @DisplayName("the wide and the plain product agree, at the extremes too")
    void products() {
        DotProduct plain = new PlainDotProduct();
        DotProduct wide = new WideDotProduct();
        for (int i = 0; i < 200; i++) {
            byte[] one = values(i == 0);
            Embedding other = new Embedding(values(i == 0));
            assertThat(wide.of(one, DotProduct.widen(other))).isEqualTo(plain.of(one, DotProduct.widen(other)));
        }
    }

    @Test
    @DisplayName("[KN6] the model sees likeness, gives the same for the same, and is gone once closed")
    void model() {
        Embedder embedder = new Embedder();
        assertThat(embedder.loaded()).isFalse();
        Embedding dinner = embedder.embed("晚上聚餐的时间和地点");
        assertThat(dinner.similarity(embedder.embed("今晚七点老地方吃火锅")))
                .isGreaterThan(dinner.similarity(embedder.embed("编译又报错了")) + 0.1);
        assertThat(embedder.embed("晚上聚餐的时间和地点").values()).isEqualTo(dinner.values());
        assertThat(dinner.similarity(dinner)).isBetween(0.9, 1.0);
        assertThat(embedder.embed("").values()).hasSize(Embedding.DIMENSIONS);
        assertThat(embedder.embed("长".repeat(5000)).values()).hasSize(Embedding.DIMENSIONS);
        embedder.close();
        assertThat(embedder.loaded()).isFalse();
        assertThatThrownBy(() -> embedder.embed("还在吗")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @DisplayName("the model's pieces: characters alone, words by their longest known parts, cut at the limit")
    void pieces() {
        WordPieces pieces = WordPieces.load("/bge-small-zh-v1.5-q-tokenizer.json");
        assertThat(pieces.of("我", 10)).containsExactly(101, 2769, 102);
        assertThat(pieces.of("我我", 10)).containsExactly(101, 2769, 2769, 102);
        assertThat(pieces.of("The", 10)).containsExactly(101, 8174, 102);
        assertThat(pieces.of("我".repeat(50), 10)).hasSize(10).endsWith(102);
        assertThat(pieces.of("", 10)).containsExactly(101, 102);
    }

    private byte[] values(boolean extreme) {
        byte[] values = new byte[Embedding.DIMENSIONS];
        IntStream.range(0, values.length)
                .forEach(i -> values[i] = (byte) (extreme ? (i % 2 == 0 ? 127 : -127) : random.nextInt(-127, 128)));
        return values;
    }
}
