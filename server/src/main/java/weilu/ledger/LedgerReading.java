package weilu.ledger;

import java.io.Writer;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import weilu.db.Db;

/** Reads the whole ledger for those who run the server, on connections of its own that may take their time. */
public final class LedgerReading {
    private final Db patient;
    private final VerifyLedger verify;
    private final Semaphore alone = new Semaphore(1);

    public LedgerReading(Db patient, VerifyLedger verify) {
        this.patient = patient;
        this.verify = verify;
    }

    /** Empty while another one is under way. */
    public Optional<VerifyLedger.Report> verify() {
        if (!alone.tryAcquire()) {
            return Optional.empty();
        }
        try {
            return Optional.of(verify.verify(patient));
        } finally {
            alone.release();
        }
    }

    public void export(Writer out) {
        ExportLedger.csv(patient, out);
    }
}
