import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.opensearch.Version;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.plugins.Plugin;
import org.opensearch.plugins.PluginInfo;

/**
 * One node of OpenSearch 2 or 3 with plugins from the class path.
 *
 * <p>The first argument is the plugins' class names, separated by commas; the others are settings, {@code name=value}.
 * The node ends when its standard input does, so it never outlives the process that started it.
 */
public class OpenSearchNode extends Node {

    @SuppressWarnings({"unchecked", "rawtypes"}) // OpenSearch 2 takes classes, OpenSearch 3 descriptions of them
    private OpenSearchNode(Environment environment, Collection plugins) {
        super(environment, plugins, false);
    }

    public static void main(String[] arguments) throws Exception {
        Collection<Object> plugins = new ArrayList<>();
        for (String name : arguments[0].split(",")) {
            plugins.add(plugin(Class.forName(name).asSubclass(Plugin.class)));
        }
        Settings.Builder settings = Settings.builder();
        for (String argument : List.of(arguments).subList(1, arguments.length)) {
            String[] setting = argument.split("=", 2);
            settings.put(setting[0], setting[1]);
        }
        new OpenSearchNode(
            InternalSettingsPreparer.prepareEnvironment(settings.build(), Map.of(), null, () -> "node"),
            plugins
        ).start();
        while (System.in.read() >= 0) {
            // Nothing is ever written to it.
        }
        Runtime.getRuntime().halt(0);
    }

    private static Object plugin(Class<? extends Plugin> plugin) {
        if (Version.CURRENT.major == 2) {
            return plugin;
        }
        String name = plugin.getName();
        return new PluginInfo(name, name, "", Version.CURRENT, "", name, null, List.of(), false);
    }
}
