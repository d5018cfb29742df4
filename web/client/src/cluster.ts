/** The page of the server's own processes, for admins. */
import "./shell/shell.ts";
import "./cluster/cluster-view.ts";
