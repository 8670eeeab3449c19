package weilu.app;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import weilu.app.Finding.Weight;
import weilu.db.EmbeddedPostgres;

/** {@code /health/ready}: whether this server can serve now, and why not; what the start-up check shouted about is told too. */
@Readiness
@ApplicationScoped
class Ready implements HealthCheck {
    private static final int ANSWER_SECONDS_MAX = 3;

    private final Wiring wiring;

    Ready(Wiring wiring) {
        this.wiring = wiring;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("database");
        int number = 0;
        wiring.ownDatabase.flatMap(EmbeddedPostgres::writesRefused).ifPresent(why -> answer.withData("disk", why));
        for (Finding finding : wiring.findings) {
            if (finding.weight() == Weight.WORRYING) {
                answer.withData("worry-" + ++number, finding.sentence());
            }
        }
        Optional<String> trouble = wiring.ownDatabase.flatMap(EmbeddedPostgres::trouble);
        if (trouble.isPresent()) {
            return answer.down().withData("why", trouble.get()).build();
        }
        try (Connection connection = wiring.dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(ANSWER_SECONDS_MAX);
            statement.execute("select 1");
            return answer.up().build();
        } catch (SQLException failure) {
            return answer.down().withData("why", "The database does not answer: " + failure.getMessage()).build();
        }
    }
}
