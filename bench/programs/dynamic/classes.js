module.exports = require("pulumi-commerce-services");
