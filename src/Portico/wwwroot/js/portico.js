// Small enhancements of pages that work without them. Everything listens on the document: enhanced navigation patches the page below it.
import './navigation.js';
import './search.js';
import './menu.js';
import './switcher.js';
import './window.js';
import './passkeys.js';
import './fields.js';
import './passwords.js';
import './drafts.js';
import './filters.js';
import './choose.js';
import './table.js';
import './time.js';
import './copy.js';
import './notice.js';
import './refresh.js';
import './preferences.js';
