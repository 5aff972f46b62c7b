// What a reading page loads when it is first wanted.

import { showHelp } from "./help.js";
import { suggest } from "./suggesting.js";

export { showHelp, suggest };
