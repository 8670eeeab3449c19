package weilu.gateway;

import java.util.List;
import org.jdbi.v3.core.mapper.RowMapper;
import weilu.db.Rows;
import weilu.db.Tx;
import weilu.gateway.ModelRoutes.Route;
import weilu.id.ModelId;

/** The rows of the routes. */
final class RouteStore {
    private static final RowMapper<Route> ROUTE = (row, context) -> new Route(
            row.getString("label"), new ModelId(row.getLong("model_id")), Rows.texts(row, "examples"));

    List<Route> list(Tx tx) {
        return tx.handle().createQuery("select * from model_route order by place").map(ROUTE).list();
    }

    void replace(Tx tx, List<Route> routes) {
        tx.handle().execute("delete from model_route");
        for (int place = 0; place < routes.size(); place++) {
            Route route = routes.get(place);
            tx.handle().createUpdate("""
                            insert into model_route (label, model_id, examples, place)
                            values (:label, :model, :examples, :place)
                            """)
                    .bind("label", route.label()).bind("model", route.model())
                    .bindArray("examples", String.class, route.examples()).bind("place", place).execute();
        }
    }
}
