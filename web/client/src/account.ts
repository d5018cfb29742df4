/** The page of the user's own account. */
import "./shell/shell.ts";
import "./account/account-view.ts";
