// Passkeys: what goes wrong is said on the page. The rest is django-allauth's own script.
(function () {
  function show (id) {
    const place = document.getElementById(id)
    if (place) place.hidden = false
  }
  if (!window.PublicKeyCredential) show('passkey-missing')
  document.addEventListener('allauth.error', function (event) {
    event.preventDefault()
    show('passkey-trouble')
  })
})()
