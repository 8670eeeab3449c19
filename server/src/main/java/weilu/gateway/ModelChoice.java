package weilu.gateway;

import weilu.id.ModelId;

/**
 * A model as people choose it.
 *
 * @param local an admin has said that it runs here, which is checked whenever it is asked (RE2)
 * @param thinks found by trying; null when nobody tried
 */
public record ModelChoice(
        ModelId id, String name, String provider, boolean local, boolean trainsOnData, Boolean thinks, Boolean sees,
        Boolean tools) {
    static ModelChoice of(Models.Owned owned) {
        Model model = owned.model();
        Model.Found found = model.found();
        return new ModelChoice(model.id(), model.called(), owned.provider().name(), owned.provider().localAllowed(),
                model.trainsOnData(), found == null ? null : found.thinks(), found == null ? null : found.sees(),
                found == null ? null : found.tools());
    }
}
