module.exports = require("pulumi-commerce-services/native");
