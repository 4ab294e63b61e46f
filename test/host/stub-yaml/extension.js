/* global exports */
// Has the id of Red Hat's YAML extension and does nothing: what our extension sees of its presence is only that it is there.
exports.activate = () => ({});
