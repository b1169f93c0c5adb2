@echo off
node "%~dp0server\server.js" %*
