// Draws the contract; every file of this page comes from the service itself.
SwaggerUIBundle({
  url: 'openapi.yaml',
  domNode: document.getElementById('contract'),
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  requestSnippetsEnabled: true,
  validatorUrl: null,
});
