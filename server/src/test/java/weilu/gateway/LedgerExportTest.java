package weilu.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weilu.id.Seq;
import weilu.protocol.CsvLine;

class LedgerExportTest {
    @Test
    @DisplayName("[OL2] no cell of an exported ledger is a formula, and numbers stay numbers")
    void noFormulas() {
        assertThat(CsvLine.of(List.of("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "本机"))).isEqualTo(
                "'=1+1,'+1,'-1,'@SUM(A1),'\t=1,本机\r\n");
        assertThat(CsvLine.of(Arrays.asList(-1, 2L, null, true))).isEqualTo("-1,2,,true\r\n");
        assertThat(CsvLine.of(List.of("a,b", "say \"hi\"", "=\"x\",1", "two\nlines"))).isEqualTo(
                "\"a,b\",\"say \"\"hi\"\"\",\"'=\"\"x\"\",1\",\"two\nlines\"\r\n");
    }

    @Test
    @DisplayName("[OL2] messages are written as ranges")
    void ranges() {
        assertThat(LedgerExport.ranges(List.of(new Seq(3), new Seq(4), new Seq(5), new Seq(7)))).isEqualTo("3-5 7");
        assertThat(LedgerExport.ranges(List.of())).isEmpty();
    }
}
