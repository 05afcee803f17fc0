// Loads the small behaviours of every page. Each finds its elements by data- attributes and again after htmx swaps.
import { showCurrent } from "./current.js";
import { echoDates } from "./date-parts.js";
import "./folds.js";
import { focusSummary } from "./error-summary.js";
import { guardForms } from "./guard.js";
import { keepTyped } from "./keeping.js";
import { previewPhotos } from "./photo-preview.js";
import { offerPosition } from "./position.js";
import { sendFromPage } from "./sending.js";

const behaviours = [showCurrent, echoDates, focusSummary, guardForms, keepTyped, sendFromPage, previewPhotos, offerPosition];

const enliven = (root) => behaviours.forEach((behave) => behave(root));

enliven(document);
document.body.addEventListener("htmx:afterSwap", (event) => enliven(event.target));
